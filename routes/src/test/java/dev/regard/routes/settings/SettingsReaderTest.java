package dev.regard.routes.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.outbox.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {
    @TempDir
    private Path folder;

    private Optional<Path> file(String text) throws IOException {
        return Optional.of(Files.writeString(folder.resolve("regard.yaml"), text));
    }

    private static String refusal(Map<Setting, String> options, Map<String, String> environment, Optional<Path> file) {
        return assertThrows(WrongSetting.class, () -> SettingsReader.read(options, environment, file)).getMessage();
    }

    @Test
    void anOptionGoesBeforeTheEnvironmentBeforeTheFileBeforeTheDefault() throws IOException {
        Optional<Path> file = file("data: from-file\ninbox: from-file\nhttp: 127.0.0.1:3\n");
        Map<String, String> environment = Map.of("REGARD_DATA", "from-environment", "REGARD_INBOX", "from-environment");

        Settings settings = SettingsReader.read(Map.of(Setting.DATA, "from-option"), environment, file);

        assertEquals(Path.of("from-option"), settings.data());
        assertEquals(Path.of("from-environment"), settings.inbox());
        assertEquals(3, settings.web().port());
        assertEquals(Optional.empty(), settings.clock());
    }

    @Test
    void theInboxLiesInTheDataFolderUnlessTold() {
        assertEquals(Path.of("elsewhere", "inbox"), SettingsReader.read(Map.of(Setting.DATA, "elsewhere"), Map.of(), Optional.empty()).inbox());
    }

    @Test
    void anUnknownKeyIsNamedWithItsPlaceAndTheNearestKnownOne() throws IOException {
        String words = refusal(Map.of(), Map.of(), file("http: 127.0.0.1:0\ntime-zon: Asia/Shanghai\n"));

        assertTrue(words.endsWith("regard.yaml:2:1: 'time-zon' is not known, did you mean time-zone?"), words);
    }

    @Test
    void aMisspeltVariableIsRefusedAndOneOfOnesOwnIsNot() {
        assertEquals("REGARD_SMPT is not known, did you mean REGARD_SMTP?", refusal(Map.of(), Map.of("REGARD_SMPT", "smtp://x"), Optional.empty()));
        SettingsReader.read(Map.of(), Map.of("REGARD_SHOP_SECRET", "x", "REGARD_TEST_MONGODB", "mongodb://x", "REGARD_SMPT", ""), Optional.empty());
    }

    @Test
    void aWrongValueIsNamedWithWhereItStands() throws IOException {
        assertTrue(refusal(Map.of(), Map.of(), file("\nclock: yesterday\n")).contains("regard.yaml:2: clock: 'yesterday' is no instant"));
        assertTrue(refusal(Map.of(), Map.of("REGARD_TIME_ZONE", "Asia/Shangai"), Optional.empty())
                .contains("REGARD_TIME_ZONE: the time zone 'Asia/Shangai' is not known, did you mean Asia/Shanghai?"));
    }

    @Test
    void aVirtualClockOnARealDatabaseNeedsAYes() {
        Map<Setting, String> options = Map.of(Setting.CLOCK, "2026-01-01T00:00:00Z", Setting.MONGODB, "mongodb://user:secret@db.example/regard");

        assertTrue(refusal(options, Map.of(), Optional.empty()).contains("--yes-virtual-time"));
        assertTrue(SettingsReader.read(options, Map.of("REGARD_YES_VIRTUAL_TIME", "true"), Optional.empty()).yesVirtualTime());
    }

    @Test
    void aRateIsForEachDomainAndForSomeAnother() {
        Settings settings = SettingsReader.read(Map.of(Setting.MAIL_RATE, "120, QQ.com=60", Setting.WARM_UP, "2026-12-01:50"), Map.of(), Optional.empty());

        assertEquals(120, settings.pace().perMinute("customer.example").orElseThrow());
        assertEquals(60, settings.pace().perMinute("qq.com").orElseThrow());
        assertEquals(75, settings.pace().warmUp().orElseThrow().cap(LocalDate.of(2026, 12, 2)).orElseThrow());
        for (String wrong : List.of("fast", "0", "60,70", "qq.com=", "=5", "qq.com=1,qq.com=2", "10000000")) {
            assertTrue(refusal(Map.of(Setting.MAIL_RATE, wrong), Map.of(), Optional.empty()).startsWith("--mail-rate: '"), wrong);
        }
        assertTrue(refusal(Map.of(Setting.WARM_UP, "tomorrow:50"), Map.of(), Optional.empty()).startsWith("--warm-up: 'tomorrow:50' does not begin with a day"));
    }

    @Test
    void serversOfOthersAreSparedInRealTimeUnlessToldOtherwise() {
        Map<Setting, String> smtp = Map.of(Setting.SMTP, "smtp://127.0.0.1:25");

        assertEquals(300, SettingsReader.read(smtp, Map.of(), Optional.empty()).pace().perMinute("customer.example").orElseThrow());
        assertEquals(Pace.ANY, SettingsReader.read(Map.of(), Map.of(), Optional.empty()).pace(), "a folder is nobody's server");
        assertEquals(Pace.ANY, SettingsReader.read(smtp, Map.of("REGARD_CLOCK", "2026-01-01T00:00:00Z"), Optional.empty()).pace(), "a virtual minute spares nobody");
    }

    @Test
    void whereWhatComesBackGoesIsCheckedBeforeAnythingIsSent() {
        Settings settings = SettingsReader.read(Map.of(Setting.PUBLIC_URL, "https://care.example/regard/", Setting.BOUNCE_ADDRESS, "bounces@dealer.example"), Map.of(), Optional.empty());

        assertEquals(Optional.of("https://care.example/regard"), settings.mailing().publicUrl());
        for (String wrong : List.of("care.example", "ftp://care.example", "https://care.example/?a=b", "https://")) {
            assertTrue(refusal(Map.of(Setting.PUBLIC_URL, wrong), Map.of(), Optional.empty()).startsWith("--public-url: '"), wrong);
        }
        for (String wrong : List.of("bounces+x@dealer.example", "a-name-that-leaves-no-room-for-it@dealer.example", "dealer.example")) {
            assertTrue(refusal(Map.of(Setting.BOUNCE_ADDRESS, wrong), Map.of(), Optional.empty()).startsWith("--bounce-address: "), wrong);
        }
    }

    @Test
    void secretsStayOutOfWords() {
        Settings settings = SettingsReader.read(Map.of(Setting.MONGODB, "mongodb://user:secret@db.example", Setting.TOKEN, "secret",
                Setting.SMTP, "smtp://user:secret@mail.example"), Map.of(), Optional.empty());

        assertFalse(settings.toString().contains("secret"), settings.toString());
        assertFalse(refusal(Map.of(Setting.SMTP, "smtp://user:secret@mail.example:99999"), Map.of(), Optional.empty()).contains("secret"));
    }

    @Test
    void whatThisVersionLacksIsRefusedAndNotIgnored() throws IOException {
        assertTrue(refusal(Map.of(), Map.of("REGARD_KAFKA", "localhost:9092"), Optional.empty()).contains("REGARD_KAFKA is not available"));
        assertTrue(refusal(Map.of(), Map.of(), file("kafka: localhost:9092\n")).contains("'kafka' is not available"));
    }
}
