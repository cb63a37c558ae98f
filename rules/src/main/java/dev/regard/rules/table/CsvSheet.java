package dev.regard.rules.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.regard.rules.table.Sheet.Cell;
import dev.regard.rules.table.Sheet.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads CSV (RFC 4180, UTF-8 with or without BOM). A row is a record, as a spreadsheet program numbers it. */
final class CsvSheet {

    private CsvSheet() { }

    static Sheet read(String file, byte[] content) throws UnreadableFile {
        List<Line> lines = new ArrayList<>();
        try (CsvReader<CsvRecord> records = CsvReader.builder().skipEmptyLines(false).allowExtraFields(true)
                .allowMissingFields(true).allowUnclosedQuote(false).ofCsvRecord(text(content))) {
            for (CsvRecord row : records) {
                if (lines.size() == Sheet.MOST_ROWS) {
                    throw new UnreadableFile("the table has more than " + Sheet.MOST_ROWS + " rows");
                }
                if (row.getFieldCount() > Sheet.MOST_COLUMNS) {
                    throw new UnreadableFile("row " + (lines.size() + 1) + " has more than " + Sheet.MOST_COLUMNS + " columns");
                }
                lines.add(new Line(lines.size() + 1, row.getFields().stream().map(Cell::of).toList()));
            }
        } catch (CsvParseException e) {
            throw new UnreadableFile("this is not CSV after row " + lines.size() + ", perhaps a quote is not closed");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Sheet(file, "", lines, List.of());
    }

    private static String text(byte[] content) throws UnreadableFile {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnreadableFile("the file is not in UTF-8; save it as \"CSV UTF-8\"");
        }
    }
}
