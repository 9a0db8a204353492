package io.aula.courses.idempotency;

import static io.aula.courses.db.Tables.IDEMPOTENCY;

import io.aula.courses.graphql.Refusal;
import io.aula.courses.graphql.UserError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Runs a creation at most once for an actor and key; inside the transaction of what is created. */
@Repository
public class Once {
    private final DSLContext db;

    Once(DSLContext db) {
        this.db = db;
    }

    /**
     * @param request what is asked, as text; the same key with another request is refused
     * @return the id made now or the first time. A second caller waits here until the first has committed.
     */
    public String run(String actor, String key, Object request, Supplier<String> create) {
        String hash = sha256(request.toString());
        int inserted = db.insertInto(IDEMPOTENCY)
                .set(IDEMPOTENCY.ACTOR, actor)
                .set(IDEMPOTENCY.KEY, key)
                .set(IDEMPOTENCY.REQUEST_HASH, hash)
                .onConflictDoNothing()
                .execute();
        if (inserted == 0) {
            return made(actor, key, hash);
        }
        String id = create.get();
        db.update(IDEMPOTENCY)
                .set(IDEMPOTENCY.RESULT, id)
                .where(IDEMPOTENCY.ACTOR.eq(actor), IDEMPOTENCY.KEY.eq(key))
                .execute();
        return id;
    }

    private String made(String actor, String key, String hash) {
        var row = db.selectFrom(IDEMPOTENCY)
                .where(IDEMPOTENCY.ACTOR.eq(actor), IDEMPOTENCY.KEY.eq(key))
                .fetchSingle();
        if (!row.getRequestHash().equals(hash)) {
            throw new Refusal(UserError.keyReused());
        }
        return row.getResult();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
