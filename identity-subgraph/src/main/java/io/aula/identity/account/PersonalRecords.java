package io.aula.identity.account;

import io.aula.platform.id.UserId;
import java.util.List;

/**
 * What a feature keeps of people: it tells them of it, and lets go of it when they leave. Whatever table holds an id of a person belongs
 * to one of these, or its rows would outlive them.
 */
public interface PersonalRecords {
    /** All of it, without what would let anybody in: no hash, no secret. */
    List<Told> tell(UserId person);

    /** Their account is closed from here on; in the caller's transaction, and twice is as once. */
    default void close(UserId person) {}

    /** Whether nothing is under way that still needs the account, such as a payment. */
    default boolean isAtRest(UserId person) {
        return true;
    }

    /** Forgets them; in the caller's transaction, and twice is as once. */
    void erase(Account person);
}
