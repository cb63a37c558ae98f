package dev.regard.routes.planted.connectors.mail;

import dev.regard.routes.planted.connectors.json.SeesWeb;
import dev.regard.routes.planted.connectors.web.Page;
import dev.regard.routes.planted.rules.Offences.SeesConnectors;

public final class Offences {
    private Offences() {
    }

    public static class SeesAnotherConnector {
        Page page;
    }

    public static class SeesRules {
        SeesConnectors rules;
    }

    public static class Innocent {
        SeesWeb json;
    }
}
