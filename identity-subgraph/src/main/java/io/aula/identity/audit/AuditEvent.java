package io.aula.identity.audit;

import io.aula.platform.id.AuditEventId;
import io.aula.platform.id.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done.
 *
 * @param actorId who did it; null where nobody of ours did, such as a payment provider
 * @param action in code, for example {@code account.roles-set}
 * @param target the id of what it was done to
 */
public record AuditEvent(
        AuditEventId id,
        Instant at,
        @Nullable UserId actorId,
        String action,
        @Nullable String target,
        @Nullable String detail) {}
