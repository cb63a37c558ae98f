package dev.regard.routes.planted.routes;

import dev.regard.routes.planted.connectors.web.Page;
import dev.regard.routes.planted.engine.time.InnocentMoon;
import java.time.Instant;
import org.apache.camel.CamelContext;

public class Wiring {
    CamelContext camel;
    Page page;
    InnocentMoon moon;
    Instant started = Instant.now();
}
