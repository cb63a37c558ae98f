package dev.regard.engine.event;

/**
 * Why something that arrived is refused.
 *
 * @param path   where: {@code data.items[2].amount}, or a column's name
 * @param reason in plain words, with the value that was met
 */
public record Problem(String path, String reason) {
    @Override
    public String toString() {
        return path + ": " + reason;
    }
}
