package io.aula.identity.privacy.erasure;

import java.time.Instant;
import java.util.List;

/** What came of the wish to be gone. */
sealed interface ErasureOutcome {
    record Begun(Erasure erasure) implements ErasureOutcome {}

    /** What was typed is not the person's handle. */
    record NotTheHandle() implements ErasureOutcome {}

    /** People could still take up their courses, from nobody. @param titles the first of them */
    record CoursesAreOpen(List<String> titles) implements ErasureOutcome {
        public CoursesAreOpen {
            titles = List.copyOf(titles);
        }
    }

    /** Nobody would be left to look after the platform. */
    record OnlyAdministrator() implements ErasureOutcome {}

    /** Whoever replaced the address may be somebody else: the mail to the old one must keep its worth. */
    record AddressIsNew(Instant until) implements ErasureOutcome {}

    /** The caller's token is older than a change to the caller's own rights. */
    record NoLongerIn() implements ErasureOutcome {}
}
