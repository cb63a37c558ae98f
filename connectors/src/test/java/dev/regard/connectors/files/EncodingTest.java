package dev.regard.connectors.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not UTF-8 are read as what they are, or not at all. */
final class EncodingTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    @TempDir
    Path folder;
    private DropFolder inbox;

    @BeforeEach
    void open() {
        inbox = new DropFolder(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Müller", "José", "Jörg Weiß|Süßwaren Höß", "Éric Lefèbvre|Société Créée d’Été", "João Conceição|São Gonçalves|Mãe", "CONCEIÇÃO|JOÃO|ANDRÉ",
        "Núñez|Peña «El Niño»", "Åsa Sjöström|Bjørn Sørensen|Æsa", "Žan Šimon|Dušan", "Zoë|Anaïs|Citroën|5 € – 7 €", "Þórður Guðmundsson|Jón",
        "Straße 1|Straße 2é1", "Ørsted", "Ü"})
    void namesOfWesternLanguages(String names) throws IOException {
        readsAs("windows-1252", names, WINDOWS_1252);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "王芳", "张三|李四|VIP客户", "朱镕基|陈喆|王小明", "堃", "龚鑫|倩", "TCL电视|A座|B座|海尔集团", "北京（总部）|上海·浦东|広州", "한국|田中さくら", "José 王芳|李娜|Müller 张伟",
        "\uD842\uDFB7野|王芳", "仿古砖"})
    void namesOfChineseAndItsNeighbours(String names) throws IOException {
        readsAs("GB18030", names, GB18030);
    }

    private void readsAs(String charset, String names, Charset written) throws IOException {
        List<String> list = List.of(names.split("\\|"));
        inbox.drop("customers.csv", table("customer,name,city", list).getBytes(written));
        assertEquals(list, inbox.events.stream().map(e -> e.data().text("name").orElseThrow()).toList(), () -> inbox.outcome + " " + inbox.bad);
        assertEquals(new Remark.ReadAs(charset), inbox.remarks.get(0));
        assertEquals(list, inbox.drop("customers.csv", table("customer,name,city", list)).events.stream().map(e -> e.data().text("name").orElseThrow()).toList());
        assertEquals(List.of(new Remark.UnknownColumn("city", Columns.shipped().known(TableKind.CUSTOMERS))), inbox.remarks, "UTF-8 needs no remark");
    }

    private static String table(String heading, List<String> names) {
        return names.stream().map(n -> "C-1," + n + ",x\n").collect(Collectors.joining("", heading + "\n", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ação", "Süß"})
    void pairsBetweenLettersAloneSayNothing(String name) throws IOException {
        assertTrue(inbox.drop("customers.csv", table("customer,name,city", List.of(name)).getBytes(WINDOWS_1252)).rejection()
                .startsWith("its text is neither UTF-8 nor clearly GB18030 or windows-1252"), () -> inbox.outcome + " " + inbox.events);
    }

    @Test
    void asMuchOfTheOneAsOfTheOtherIsRefused() throws IOException {
        ByteArrayOutputStream mixed = new ByteArrayOutputStream();
        mixed.write(table("customer,name,city", List.of("王芳")).getBytes(GB18030));
        mixed.write("C-2,Müller,x\n".getBytes(WINDOWS_1252));
        assertTrue(inbox.drop("customers.csv", mixed.toByteArray()).rejection().contains("saved as UTF-8 it can be read"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"王芳|李娜|张伟|刘洋", "Müller|Weiß|José|Éric"})
    void damagedUtf8IsRefusedAndNothingElse(String names) throws IOException {
        byte[] good = table("customer,name,city", List.of(names.split("\\|"))).getBytes(UTF_8);
        for (int bad : new int[] {0xE9, 0xFC, 0xA0, 0x80, 0xFF}) {
            byte[] damaged = good.clone();
            damaged[damaged.length - 2] = (byte) bad;
            String said = inbox.drop("customers.csv", damaged).rejection();
            assertEquals("its text is UTF-8, but byte " + (good.length - 1) + " does not fit", said);
        }
        assertEquals(List.of(), inbox.remarks);
    }

    @Test
    void twoExportsOfWhichOneIsUtf8AreRefused() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(table("customer,name,city", List.of("Jörg", "Größe", "Zoë")).getBytes(UTF_8));
        both.write("C-2,Müller,x\n".repeat(40).getBytes(WINDOWS_1252));
        assertTrue(inbox.drop("customers.csv", both.toByteArray()).outcome instanceof FileOutcome.Rejected);
    }

    @Test
    void aLargeFileIsJudgedAcrossTheBoundsOfWhatIsReadAtOnce() throws IOException {
        List<String> names = Collections.nCopies(60_000, "王芳");
        for (int shift = 0; shift < 4; shift++) {
            inbox.drop("customers.csv", table("customer,name," + "c".repeat(shift + 1), names).getBytes(GB18030));
            assertEquals(new FileOutcome.Read(60_000, 0), inbox.outcome);
        }
    }
}
