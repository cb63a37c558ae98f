package dev.regard.routes.planted.engine.left;

import dev.regard.routes.planted.engine.right.Right;

public class Left {
    Right other;
}
