package dev.regard.connectors.gateway;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.regard.engine.outbox.Carrier.Result;
import java.util.List;
import java.util.Set;

/**
 * What the body of an answer of 200 says about a message, for gateways that answer with 200 whatever became of it.
 *
 * @param success all of these hold for a message that was taken
 * @param refused where one of these holds the message, or the address, is not taken and would not be the next time; whatever else is no success may pass
 */
record AnswerCheck(List<Condition> success, List<Condition> refused) {

    /**
     * One of the values stands at a place.
     *
     * @param values as texts; a number in the body counts as the text that shows it
     */
    record Condition(JsonPointer place, Set<String> values) {
        private boolean holds(JsonNode body) {
            JsonNode value = body.at(place);
            return value.isValueNode() && !value.isNull() && values.contains(value.asText());
        }
    }

    Result judge(JsonNode body) {
        if (success.stream().allMatch(c -> c.holds(body))) {
            return Result.SENT;
        }
        return refused.stream().anyMatch(c -> c.holds(body)) ? Result.REFUSED : Result.DELAYED;
    }
}
