package dev.regard.connectors.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * The company's picture at the head of each mail; it travels with the mail and is named by its content id (RFC 2392), so nothing is fetched from
 * anywhere when the mail is read.
 *
 * @param type   {@code image/png}, {@code image/jpeg} or {@code image/gif}, by what it is and not by its name
 * @param width  in pixels as shown, at most {@link #WIDEST}
 * @param height in pixels as shown, at most {@link #HIGHEST}
 */
public record Logo(byte[] image, String type, int width, int height) {
    static final String CONTENT_ID = "logo@regard";
    private static final List<String> NAMES = List.of("logo.png", "logo.jpg", "logo.jpeg", "logo.gif");
    private static final int LARGEST = 200_000;
    private static final int LONGEST_SIDE = 4_000;
    private static final int WIDEST = 240;
    private static final int HIGHEST = 64;

    /**
     * The {@code logo.png}, {@code .jpg} or {@code .gif} of a folder; empty where there is none.
     *
     * @throws IllegalArgumentException when the file is no such picture, larger than 200 KB, or cannot be read; it says which
     */
    public static Optional<Logo> in(Path folder) {
        Optional<Path> file = NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
        return file.map(path -> {
            try {
                if (Files.size(path) > LARGEST) {
                    throw new IllegalArgumentException(path + " is larger than " + LARGEST / 1_000 + " KB, and each mail would carry it");
                }
                return of(path, Files.readAllBytes(path));
            } catch (IOException e) {
                throw new IllegalArgumentException(path + " cannot be read: " + e.getMessage(), e);
            }
        });
    }

    private static Logo of(Path path, byte[] image) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(image))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            ImageReader reader = readers.hasNext() ? readers.next() : null;
            String type = reader == null ? "" : "image/" + reader.getFormatName().toLowerCase(Locale.ROOT);
            if (!List.of("image/png", "image/jpeg", "image/gif").contains(type)) {
                throw new IllegalArgumentException(path + " is no picture in PNG, JPEG or GIF");
            }
            reader.setInput(in);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            reader.dispose();
            if (width < 1 || height < 1 || width > LONGEST_SIDE || height > LONGEST_SIDE) {
                throw new IllegalArgumentException(path + " has sides of more than " + LONGEST_SIDE + " pixels");
            }
            double scale = Math.min(1, Math.min((double) WIDEST / width, (double) HIGHEST / height));
            return new Logo(image, type, (int) Math.max(1, Math.round(width * scale)), (int) Math.max(1, Math.round(height * scale)));
        }
    }
}
