package io.aula.identity.entitlement;

import io.aula.platform.outbox.Outbox;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the others what somebody has a right to, at every change: they decide by their copies. */
@Component
class EntitlementEvents {
    private final Outbox outbox;

    EntitlementEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    void changed(Entitlement now) {
        Map<String, @Nullable Object> data = new HashMap<>();
        data.put("entitlementId", now.id().text());
        data.put("userId", now.userId().text());
        data.put("courseId", now.courseId() == null ? null : now.courseId().text());
        data.put("source", now.source().name());
        data.put("sourceId", now.sourceId());
        data.put("state", now.state().name());
        data.put("startsAt", now.startsAt().toString());
        data.put("endsAt", now.endsAt() == null ? null : now.endsAt().toString());
        outbox.append("entitlement.changed", now.id().text(), now.version(), data);
    }
}
