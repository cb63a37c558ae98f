package dev.regard.rules.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.organisation.Organisation;
import dev.regard.engine.time.Window;
import dev.regard.rules.check.RuleProblem;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrganisationFileTest {
    private static final String GOOD = """
            company: Heju
            language: zh-CN
            currency: CNY
            zone: Asia/Shanghai
            fallbackAddress: office@heju.example
            sender: care@heju.example
            servicePhone: 400-000-0100
            hours:
              Mon-Fri: ["09:00-12:00", "13:00-18:00"]
              周六: ["09:00-12:00"]
            levels: [owner, manager, director]
            people:
              boss: {name: Boss, email: boss@heju.example}
              rep: {name: Rep, email: rep@heju.example, phone: "1", region: east, standIn: boss}
            regions:
              east:
                leaders: {manager: boss, director: boss}
            categoryNames:
              en: {defect: product quality}
            """;
    private final List<RuleProblem> problems = new ArrayList<>();

    @Test
    void theCompanyIsReadWithItsPeopleAndHours() {
        Organisation organisation = read(GOOD).orElseThrow();
        assertEquals(List.of(), problems);
        assertEquals(ZoneId.of("Asia/Shanghai"), organisation.zone());
        assertEquals(List.of(Window.of("09:00", "12:00"), Window.of("13:00", "18:00")), organisation.hours().get(DayOfWeek.FRIDAY));
        assertEquals(List.of(Window.of("09:00", "12:00")), organisation.hours().get(DayOfWeek.SATURDAY));
        assertEquals("boss", organisation.acting("rep").orElseThrow().id());
        assertEquals("boss@heju.example", organisation.addressee("manager", "rep", null).address());
        assertEquals("product quality", organisation.categoryNames().get("en").get("defect"));
    }

    @Test
    void whatNamesNothingIsAnErrorAtItsPlace() {
        assertEquals(Optional.empty(), read(GOOD.replace("Asia/Shanghai", "Asia/Shangai").replace("CNY", "RMB")
                .replace("region: east", "region: est").replace("standIn: boss", "standIn: bos").replace("{manager: boss", "{manger: bss")
                .replace("rep@heju.example", "rep@heju").replace("servicePhone", "phone").replace("18:00", "25:00")));
        assertEquals(List.of(
                "organisation.yaml:7:1: error: 'phone' is not known; known are categoryNames, company, currency, fallbackAddress, hours, language, levels, people, regions, sender, servicePhone, zone",
                "organisation.yaml:14:49: error: the region 'est' is not known, did you mean east?",
                "organisation.yaml:14:62: error: the person 'bos' is not known, did you mean boss?",
                "organisation.yaml:14:20: error: 'rep@heju' is not an e-mail address",
                "organisation.yaml:17:15: error: the level 'manger' is not known, did you mean manager?",
                "organisation.yaml:17:15: error: the person 'bss' is not known, did you mean boss?",
                "organisation.yaml:3:1: error: 'RMB' is not a currency such as CNY",
                "organisation.yaml:4:1: error: the time zone 'Asia/Shangai' is not known, did you mean Asia/Shanghai?",
                "organisation.yaml:9:28: error: \"25:00\" is not a time of day from 00:00 to 24:00"),
                problems.stream().map(RuleProblem::toString).toList());
    }

    @Test
    void anAddressThatCarriesAnotherHeaderIsNoAddress() {
        read(GOOD.replace("sender: care@heju.example", "sender: \"care@heju.example\\nBcc: x@evil.example\""));
        assertTrue(problems.get(0).words().contains("is not an e-mail address"));
    }

    @Test
    void aCompanyThatNeverOpensAndALadderWithoutAnOwnerAreErrors() {
        read(GOOD.replace("[owner, manager, director]", "[manager, director]").replaceAll("\\[\"09.*", "[]"));
        assertTrue(problems.toString().contains("a week without working hours"), problems.toString());
        assertTrue(problems.toString().contains("the first level must be 'owner'"), problems.toString());
    }

    private Optional<Organisation> read(String yaml) {
        return OrganisationFile.read(OrganisationFile.NAME, yaml.getBytes(StandardCharsets.UTF_8), problems);
    }
}
