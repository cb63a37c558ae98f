package dev.regard.routes.year;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What happened, when, and when the program heard of it: the only thing that the program and the model share. */
public record Fact(String id, String type, String customer, Instant time, Instant arrival, Map<String, Object> data) {
    public boolean is(String wanted) {
        return type.equals(wanted);
    }

    public String text(String field) {
        Object value = data.get(field);
        return value == null ? "" : value.toString();
    }

    public BigDecimal amount() {
        return new BigDecimal(text("amount"));
    }

    public boolean flag(String field) {
        return Boolean.TRUE.equals(data.get(field));
    }

    @SuppressWarnings("unchecked")
    public List<String> categories() {
        List<Map<String, Object>> items = (List<Map<String, Object>>) data.getOrDefault("items", List.of());
        return items.stream().map(item -> item.get("category").toString()).distinct().toList();
    }
}
