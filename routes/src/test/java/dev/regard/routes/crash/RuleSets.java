package dev.regard.routes.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** The shipped rule set, and one that differs from it in a way that no customer notices: another priority of the greetings at Mid-Autumn. */
final class RuleSets {
    private static final String ROW = "mid-autumn-message";
    private static final int SHIPPED = 50;
    private static final int OTHER = 51;

    private RuleSets() { }

    static List<Path> in(Path folder) throws IOException {
        Path shipped = Path.of("target", "rules").toAbsolutePath();
        Path other = folder.resolve("rules");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.toList()) {
                Files.copy(file, other.resolve(shipped.relativize(file).toString()));
            }
        }
        Path table = other.resolve("tables").resolve("occasions.xlsx");
        try (XSSFWorkbook book = read(table)) {
            changed(book);
            try (OutputStream out = Files.newOutputStream(table)) {
                book.write(out);
            }
        }
        return List.of(shipped, other);
    }

    private static XSSFWorkbook read(Path table) throws IOException {
        try (InputStream in = Files.newInputStream(table)) {
            return new XSSFWorkbook(in);
        }
    }

    private static void changed(XSSFWorkbook book) {
        for (Row row : book.getSheetAt(0)) {
            Cell key = row.getCell(0);
            if (key != null && key.getCellType() == CellType.STRING && key.getStringCellValue().equals(ROW)) {
                for (Cell cell : row) {
                    if (cell.getCellType() == CellType.NUMERIC && cell.getNumericCellValue() == SHIPPED) {
                        cell.setCellValue(OTHER);
                        return;
                    }
                }
            }
        }
        throw new IllegalStateException("the table has no row " + ROW + " with a priority of " + SHIPPED);
    }
}
