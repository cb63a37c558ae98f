package dev.regard.routes.planted.rules;

import dev.regard.routes.planted.connectors.json.SeesWeb;
import dev.regard.routes.planted.engine.time.InnocentMoon;
import java.util.Locale;
import org.apache.camel.CamelContext;

public final class Offences {
    private Offences() {
    }

    public static class SeesConnectors {
        SeesWeb json;
    }

    public static class AsksForTheLanguage {
        Locale language() {
            return Locale.getDefault();
        }
    }

    public static class CarriesCamel {
        CamelContext camel;
    }

    public static class Innocent {
        InnocentMoon moon;
    }
}
