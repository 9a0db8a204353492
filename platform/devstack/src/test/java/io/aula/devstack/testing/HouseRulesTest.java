package io.aula.devstack.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class HouseRulesTest {
    private static final JavaClasses SINNERS = new ClassFileImporter().importClasses(Sinner.class, Righteous.class);

    static final class Sinner {
        Supplier<Instant> byReference = Instant::now;
        Clock own = Clock.systemUTC();

        LocalDate today() {
            return LocalDate.now();
        }

        long millis() {
            return System.currentTimeMillis() + new Date().getTime();
        }
    }

    static final class Righteous {
        Instant when(Clock clock) {
            return Instant.now(clock).plusNanos(System.nanoTime() % 7);
        }

        LocalDate day(Clock clock) {
            return LocalDate.now(clock);
        }

        Date of(long millis) {
            return new Date(millis);
        }

        Map<String, String> words(Map<String, List<Object>> asked) {
            return Map.of();
        }
    }

    @Test
    void whoAsksTheMachineForTheTimeIsFoundHoweverTheyAsk() {
        String told = String.join(
                "\n",
                HouseRules.timeIsAskedOfTheClockThatIsGiven()
                        .evaluate(SINNERS)
                        .getFailureReport()
                        .getDetails());
        assertThat(told)
                .contains(
                        "Instant.now()", "Clock.systemUTC()", "LocalDate.now()", "currentTimeMillis()", "Date.<init>()")
                .doesNotContain("Righteous");
        JavaClasses more = new ClassFileImporter().importClasses(Sinner.class, HouseRules.class);
        assertThat(HouseRules.timeIsAskedOfTheClockThatIsGiven("HouseRulesTest")
                        .evaluate(more)
                        .hasViolation())
                .isFalse();
    }

    @interface UseCases {}

    @UseCases
    static final class Doors {
        void bag(Map<String, Object> anything) {}

        List<Map<String, ?>> bags() {
            return List.of();
        }

        void typed(Map<String, List<Object>> fine, Map<Integer, Object> too) {}

        private void inside(Map<String, Object> anything) {}
    }

    @Test
    void aBagOfAnythingIsFoundAtTheDoorOfAService() {
        JavaClasses doors = new ClassFileImporter().importClasses(Doors.class, Righteous.class);
        assertThat(HouseRules.servicesSpeakOfTheDomain(UseCases.class)
                        .evaluate(doors)
                        .getFailureReport()
                        .getDetails())
                .hasSize(2)
                .anyMatch(each -> each.contains("Doors.bag("))
                .anyMatch(each -> each.contains("Doors.bags("));
    }

    @Test
    void statementsThatAskForTheTimeAreFoundAndNothingElse() {
        assertThat(SqlClock.asked("""
                        // "now()" in a comment, and '"'
                        Instant now() { return '"' == quote ? now() : null; }
                        String one = "update t set at = now()";
                        String two = \"""
                            select *
                              from t where at > CURRENT_TIMESTAMP
                            \""";
                        String fine = "select known() where at > ?";
                        """)).containsExactly("update t set at = now()", "select *");
    }
}
