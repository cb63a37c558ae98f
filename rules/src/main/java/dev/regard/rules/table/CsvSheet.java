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

/**
 * Reads CSV (RFC 4180, UTF-8 with or without BOM), parted by commas, or by semicolons or tabs as spreadsheet programs of many countries save it. A row is a record,
 * as a spreadsheet program numbers it.
 */
final class CsvSheet {
    private static final String SEPARATORS = ",;\t";
    private static final int SAMPLE = 20;

    private CsvSheet() { }

    static Sheet read(String file, byte[] content) throws UnreadableFile {
        String text = text(content);
        List<Line> lines = new ArrayList<>();
        try (CsvReader<CsvRecord> records = records(text, separator(text))) {
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

    private static CsvReader<CsvRecord> records(String text, char separator) {
        return CsvReader.builder().fieldSeparator(separator).skipEmptyLines(false).allowExtraFields(true).allowMissingFields(true).allowUnclosedQuote(false).ofCsvRecord(text);
    }

    /** The one that parts the headings into most columns: what stands above them is free text, and cells below them may hold any sign. */
    private static char separator(String text) {
        char best = SEPARATORS.charAt(0);
        long most = 0;
        for (char separator : SEPARATORS.toCharArray()) {
            List<List<String>> lines = new ArrayList<>();
            try (CsvReader<CsvRecord> records = records(text, separator)) {
                records.stream().limit(SAMPLE).forEach(row -> lines.add(row.getFields()));
            } catch (CsvParseException e) {
                // By this separator it is no CSV from here on.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            long columns = lines.isEmpty() ? 0 : lines.get(TableText.headed(lines)).stream().filter(cell -> !cell.isBlank()).count();
            if (columns > most) {
                best = separator;
                most = columns;
            }
        }
        return best;
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
