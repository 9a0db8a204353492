package io.aula.platform.messaging;

import java.util.Map;
import java.util.Optional;

/**
 * An event before it is sealed.
 *
 * @param type for example {@code course.published}
 * @param subject the id of what changed
 * @param version of the subject; projections keep the highest they have seen
 * @param workClass which of several queues of the same work it goes to, for example {@code bulk}; the envelope tells it,
 *     and it follows the type in the routing key
 */
public record Draft(String type, String subject, long version, Optional<String> workClass, Map<String, ?> data) {

    /** Where the topic exchange sends it. */
    public String routingKey() {
        return workClass.map(each -> type + "." + each).orElse(type);
    }
}
