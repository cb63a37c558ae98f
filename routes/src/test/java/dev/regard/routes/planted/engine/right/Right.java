package dev.regard.routes.planted.engine.right;

import dev.regard.routes.planted.engine.left.Left;

public class Right {
    Left other;
}
