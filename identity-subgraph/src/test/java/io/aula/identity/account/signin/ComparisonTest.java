package io.aula.identity.account.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
    private static final String UNPREPARED = "una\u00a0contrasen\u0303a larga";
    private static final String PREPARED = "una contrase\u00f1a larga";

    private final CountingEncoder encoder = new CountingEncoder();
    private final PasswordHashes hashes = new PasswordHashes(encoder, Duration.ofSeconds(3));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5})
    void aWrongPasswordCostsTwoRunsHoweverManyStandUnderTheAddress(int known) {
        assertThat(compare("ordinary text", Collections.nCopies(known, Optional.of("another"))))
                .isEmpty();
        assertThat(encoder.compared).hasValue(2);
    }

    @Test
    void somebodyWithoutAPasswordCostsAsMuch() {
        assertThat(compare("nobody's password", List.of(Optional.empty()))).isEmpty();
        assertThat(encoder.compared).hasValue(2);
    }

    @Test
    void onlyWhatIsNotPreparedAlreadyIsTriedInBothForms() {
        assertThat(compare(UNPREPARED, List.of())).isEmpty();
        assertThat(encoder.compared).hasValue(4);
    }

    @Test
    void theFormThatMadeTheHashIsToldAndThePreparedOneFirst() {
        assertThat(compare(UNPREPARED, List.of(Optional.of("other"), Optional.of(PREPARED))))
                .contains(new Comparison.Match(1, PREPARED));
        assertThat(compare(UNPREPARED, List.of(Optional.of(UNPREPARED)))).contains(new Comparison.Match(0, UNPREPARED));
    }

    @Test
    void nothingAndTooMuchAreNotHashed() {
        assertThat(compare("", List.of(Optional.of("")))).isEmpty();
        String flood = "x".repeat(1_001);
        assertThat(compare(flood, List.of(Optional.of(flood)))).isEmpty();
        assertThat(encoder.compared).hasValue(0);
    }

    private Optional<Comparison.Match> compare(String typed, List<Optional<String>> known) {
        return new Comparison(hashes, typed).among(known);
    }
}
