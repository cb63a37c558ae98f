package dev.regard.routes.wiring;

import dev.regard.engine.store.StoreRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.UUID;

/**
 * What stays the same when a process is started again on its data folder, which it holds alone: the folder has an id and a place, and the machine a name, so that neither a copied
 * folder nor a second container on one machine passes for the same.
 */
final class Node {
    private static final String NAME = "node-id";

    private Node() {
    }

    /** @throws StoreRefused when the id can be neither read nor written */
    static String of(Path data) {
        try {
            Path file = data.resolve(NAME);
            if (!Files.exists(file)) {
                Path whole = Files.writeString(data.resolve("." + NAME + ".part"), UUID.randomUUID() + "\n");
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            String place = Integer.toHexString(data.toRealPath().toString().hashCode());
            return (Files.readString(file).strip() + "-" + place + "@" + machine()).replaceAll("[^A-Za-z0-9@._-]", "_");
        } catch (IOException e) {
            throw new StoreRefused("the id of the data folder, " + data.resolve(NAME) + ", cannot be used: " + e);
        }
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
