package io.aula.identity.account;

import io.aula.platform.page.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which people staff are looking for; null parts do not narrow. */
record AccountSearch(@Nullable String text, @Nullable Role role) {

    /** How a search ended. */
    sealed interface Outcome {
        /** @param people one more than the slice holds, when there is */
        record Found(AccountSearch search, Slice slice, List<Account> people) implements Outcome {
            public Found {
                people = List.copyOf(people);
            }
        }

        record OnlyForStaff() implements Outcome {}
    }
}
