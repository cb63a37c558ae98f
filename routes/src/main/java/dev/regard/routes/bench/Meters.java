package dev.regard.routes.bench;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The engine's own timers as stages. */
final class Meters {
    private Meters() { }

    static Map<String, Double> stages(MeterRegistry registry) {
        Map<String, Double> stages = new LinkedHashMap<>();
        registry.getMeters().stream().filter(Timer.class::isInstance).map(Timer.class::cast).filter(t -> t.count() > 0)
                .sorted(Comparator.comparing((Timer t) -> t.totalTime(TimeUnit.MILLISECONDS)).reversed()).forEach(timer -> {
                    stages.merge(timer.getId().getName() + " ms", timer.totalTime(TimeUnit.MILLISECONDS), Double::sum);
                    stages.merge(timer.getId().getName() + " times", (double) timer.count(), Double::sum);
                });
        return stages;
    }
}
