package dev.regard.rules.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.regard.engine.rule.Topic;
import dev.regard.engine.rule.ValueType;
import dev.regard.engine.rule.WorkingSpan;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultCellTest {

    @ParameterizedTest
    @CsvSource({"at once,0,0", "立即,0,0", "2 working hours,2,0", "1 working hour before,-1,0", "1 working day,0,1",
        "3 Working Days,0,3", "2 个工作小时,2,0", "提前1个工作小时,-1,0", "3个工作日,0,3", "1个工作日前,0,-1"})
    void workingTimeIsHoursOrDaysBeforeOrAfter(String cell, int hours, int days) throws CellRefused {
        assertEquals(new WorkingSpan(hours, days), read(cell, ValueType.WORKING_SPAN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mon-Fri", "周一至周五", "Monday - Friday", "Mon, Tue, Wed, Thu, Fri", "周一、周二、周三到周五", "星期一～星期五"})
    void weekdaysAreRangesAndLists(String cell) throws CellRefused {
        assertEquals(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), read(cell, ValueType.WEEKDAYS));
    }

    @Test
    void aRangeOfWeekdaysMayGoOverTheWeekend() throws CellRefused {
        assertEquals(EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY, DayOfWeek.MONDAY), read("Sat-Mon", ValueType.WEEKDAYS));
        assertEquals(EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), read("周六、周日", ValueType.WEEKDAYS));
    }

    @Test
    void timesDaysSharesAndNumbersAreReadInTheirTypes() throws CellRefused {
        assertEquals(LocalTime.of(9, 0), read("09:00", ValueType.TIME));
        assertEquals(LocalTime.of(9, 30), read("9：30", ValueType.TIME));
        assertEquals(LocalTime.MAX, read("24:00", ValueType.TIME));
        assertEquals(14, read("14 days", ValueType.DAYS));
        assertEquals(14, read("14天", ValueType.DAYS));
        assertEquals(new BigDecimal("0.9"), read("90%", ValueType.PERCENT));
        assertEquals(0, new BigDecimal(200_000).compareTo((BigDecimal) read("200,000", ValueType.NUMBER)));
        assertEquals(true, read("是", ValueType.FLAG));
        assertEquals("A", read("A", ValueType.NAME));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "TIME         | 25:00             | is not a time",
        "TIME         | noon              | is not a time",
        "DAYS         | -3                | is less than no days",
        "DAYS         | soon              | 'soon' is not a number of days",
        "WEEKDAYS     | Mon-Wed-Fri       | are not days of the week",
        "WEEKDAYS     | Funday            | 'Funday' are not days of the week",
        "WORKING_SPAN | 2 hours           | is not a working time",
        "NAME         | a(b)              | is not a name",
        "TEXT         | @SUM(A1)          | must not begin like a formula"})
    void aValueOfAnotherKindIsRefusedWithItsReason(ValueType type, String cell, String reason) {
        String words = assertThrows(CellRefused.class, () -> read(cell, type)).getMessage();
        assertTrue(words.contains(reason), words);
    }

    @Test
    void aNameThatIsNotOneOfTheChoicesIsRefusedWithTheNearestOne() {
        Topic.Result how = new Topic.Result("how", ValueType.NAME, true, Set.of("call", "message", "visit"), "How", "方式");
        assertEquals("'mesage' is not known, did you mean message?",
                assertThrows(CellRefused.class, () -> ResultCell.read("mesage", how)).getMessage());
    }

    private static Object read(String cell, ValueType type) throws CellRefused {
        return ResultCell.read(cell, new Topic.Result("result", type, true, Set.of(), "Result", "结果"));
    }
}
