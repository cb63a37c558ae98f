package dev.regard.connectors.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxTest {

    @ParameterizedTest
    @ValueSource(strings = {"wang@customer.example", "o'neil+tag@a-b.example", "a.b.c@localhost", "123456@qq.com"})
    void plainAddressesStayAsTheyAre(String address) {
        assertEquals(address, Mailbox.parse(address).toString());
        assertFalse(Mailbox.parse(address).international());
    }

    @Test
    void anInternationalDomainTravelsInAscii() {
        assertEquals("info@xn--fsqu00a.xn--0zwm56d", Mailbox.parse("info@例子.测试").toString());
        assertEquals("info@xn--fsqu00a.xn--0zwm56d", Mailbox.parse("info@例子。测试").toString());
        assertFalse(Mailbox.parse("info@例子.测试").international());
    }

    @Test
    void aLocalPartInChineseIsInternational() {
        assertTrue(Mailbox.parse("王小明@customer.example").international());
    }

    @Test
    void aLetterThatMightReachAStrangersDomainIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Mailbox.parse("info@straße.example"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {
        "wang", "@customer.example", "wang@", " wang@customer.example", "wang@customer.example ", "wang@customer .example",
        "Wang <wang@customer.example>", "<wang@customer.example>", "wang@customer.example>", "wang@customer.example,li@customer.example",
        "wang@customer.example\r\nRCPT TO:<li@customer.example>", "wang\n@customer.example", "wang@customer\u0000.example",
        "wang@customer.example\r", "\"wang\r\n\"@customer.example", "\"wang li\"@customer.example", ".wang@customer.example",
        "wang..li@customer.example", "wang@customer..example", "wang@-customer.example", "wang@customer.example.",
        "wang@[127.0.0.1]", "wang@customer_one.example", "wang\u2028@customer.example", "wang\u202e@customer.example",
        "wang@customer.example\u2028", "wang@cust\u200bomer.example:25", "group:wang@customer.example;"})
    void anythingElseIsNoAddress(String address) {
        assertThrows(IllegalArgumentException.class, () -> Mailbox.parse(address));
    }

    @Test
    void lengthsAreBounded() {
        assertThrows(IllegalArgumentException.class, () -> Mailbox.parse("w".repeat(65) + "@customer.example"));
        assertThrows(IllegalArgumentException.class, () -> Mailbox.parse("王".repeat(22) + "@customer.example"));
        String domain = ("d".repeat(60) + ".").repeat(4) + "example";
        assertThrows(IllegalArgumentException.class, () -> Mailbox.parse("wang@" + domain));
        assertThrows(IllegalArgumentException.class, () -> Mailbox.parse("wang@" + "d".repeat(64) + ".example"));
    }
}
