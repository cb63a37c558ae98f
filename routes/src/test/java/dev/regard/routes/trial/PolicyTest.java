package dev.regard.routes.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.regard.rules.check.RuleProblem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyTest {
    private static final Policy.Names NAMES = new Policy.Names(List.of("platinum", "Gold", "lead"), List.of("phone", "visit", "email", "gateway:sms"));
    @TempDir
    private Path data;

    private Policy policy(String... lines) throws IOException {
        Files.writeString(data.resolve(Policy.NAME), String.join("\n", lines) + "\n");
        return Policy.in(data, NAMES);
    }

    private List<String> problems(String... lines) {
        return assertThrows(Policy.Unreadable.class, () -> policy(lines)).problems().stream().map(RuleProblem::toString).toList();
    }

    @Test
    void tiersAndChannelsAreMeantAsPeopleWriteThem() throws IOException {
        Policy policy = policy("gate:", "  losingTier: {铂金: 0, GOLD: 5}", "cost: {电话: 3, E-Mail: 0.01, Gateway:SMS: 0.05}");
        assertEquals(Map.of("platinum", 0, "Gold", 5), policy.gate().orElseThrow().losingTier());
        assertEquals(Map.of("phone", new BigDecimal("3"), "email", new BigDecimal("0.01"), "gateway:sms", new BigDecimal("0.05")), policy.cost());
    }

    @Test
    void aNameThatIsNotKnownIsRefusedWithItsPlaceAndTheNearestOne() {
        assertEquals(List.of("publishing.yaml:2:16: error: the tier 'platinm' is not known, did you mean platinum?",
                "publishing.yaml:2:28: error: the tier '钻石' is not known; known are gold, lead, platinum, 铂金, 铅牌, 黄金",
                "publishing.yaml:3:20: error: the channel 'gateway:wechat' is not known; known are e-mail, email, gateway:sms, phone, visit, 拜访, 电话, 邮件",
                "publishing.yaml:3:8: error: the channel 'visits' is not known, did you mean visit?"),
                problems("gate:", "  losingTier: {platinm: 0, 钻石: 1}", "cost: {visits: 80, gateway:wechat: 1}").stream().sorted().toList());
    }

    @Test
    void aBudgetOfCostNeedsPrices() throws IOException {
        String words = "'moreCost' needs prices of contacts: cost: {phone: 3, email: 0.01}; without them nothing costs anything";
        assertEquals(List.of("publishing.yaml:1:19: error: " + words), problems("gate: {months: 6, moreCost: 0}"));
        assertEquals(List.of("publishing.yaml:2:3: error: " + words), problems("gate:", "  moreCost: 0", "cost: {}"));
        assertEquals(new BigDecimal("0"), policy("gate: {moreCost: 0}", "cost: {phone: 3}").gate().orElseThrow().cost().orElseThrow());
    }

    @Test
    void aNameThatStandsTwiceAndHalfACustomerAreRefused() {
        assertEquals(List.of("publishing.yaml:2:25: error: the tier 'Gold' stands here twice", "publishing.yaml:2:32: error: a number of customers is expected here, such as 0 or 25"),
                problems("gate:", "  losingTier: {gold: 0, 黄金: 1, lead: 0.5}").stream().sorted().toList());
    }
}
