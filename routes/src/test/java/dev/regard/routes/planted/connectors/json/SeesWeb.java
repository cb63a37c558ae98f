package dev.regard.routes.planted.connectors.json;

import dev.regard.routes.planted.connectors.web.Page;

public class SeesWeb {
    Page page;
}
