package io.aula.identity.account;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person chose to be seen by.
 *
 * @param wanted the upload that takes the place of what is shown when it is ready
 */
public record Photos(@Nullable String wanted, @Nullable Photo shown) {
    static final Photos NONE = new Photos(null, null);

    /** Of what courses is to keep. */
    List<String> uploadIds() {
        return Stream.of(shown == null ? null : shown.uploadId(), wanted)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }
}
