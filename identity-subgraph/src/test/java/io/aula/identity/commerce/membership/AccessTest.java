package io.aula.identity.commerce.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.commerce.payment.Subscription;
import io.aula.identity.commerce.payment.Subscription.Status;
import io.aula.identity.entitlement.Entitlement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessTest {
    private static final Instant BEGIN = Instant.parse("2027-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2027-02-01T00:00:00Z");

    @Test
    void whatIsPaidIsOpenALittleLongerThanItIsPaid() {
        Access access = Access.of(subscription(Status.ACTIVE, null, null, null));
        assertThat(access).isEqualTo(new Access(Entitlement.State.ACTIVE, END.plus(Duration.ofDays(3)), null));
        assertThat(Access.of(subscription(Status.TRIALING, null, null, null))).isEqualTo(access);
    }

    @Test
    void anAnnouncedEndIsTheEnd() {
        assertThat(Access.of(subscription(Status.ACTIVE, END, null, null)))
                .isEqualTo(new Access(Entitlement.State.ACTIVE, END, null));
    }

    @Test
    void whoOwesKeepsAccessForFourteenDaysFromTheOldestOpenBill() {
        Instant since = END.minus(Duration.ofDays(40));
        Instant until = since.plus(Duration.ofDays(14));
        assertThat(Access.of(subscription(Status.PAST_DUE, null, since, null)))
                .isEqualTo(new Access(Entitlement.State.GRACE, until, until));
        Instant sooner = until.minusSeconds(1);
        assertThat(Access.of(subscription(Status.PAST_DUE, sooner, since, null)))
                .isEqualTo(new Access(Entitlement.State.GRACE, sooner, sooner));
        assertThat(Access.of(subscription(Status.PAST_DUE, null, null, null)).graceUntil())
                .as("no bill is open: from when the unpaid time began")
                .isEqualTo(BEGIN.plus(Duration.ofDays(14)));
    }

    @Test
    void whatNobodyPaysOpensNothing() {
        for (Status status : List.of(Status.INCOMPLETE, Status.UNPAID, Status.PAUSED)) {
            assertThat(Access.of(subscription(status, null, null, null)).state())
                    .as(status.name())
                    .isEqualTo(Entitlement.State.SUSPENDED);
        }
        assertThat(Access.of(subscription(Status.CANCELED, END, null, END)))
                .isEqualTo(new Access(Entitlement.State.EXPIRED, END, null));
    }

    @Test
    void whatWentBackOrIsAskedForByABankTakesItAwayAgain() {
        Access open = Access.of(subscription(Status.ACTIVE, null, null, null));
        assertThat(open.after(Access.Bill.STANDS)).isEqualTo(open);
        assertThat(open.after(Access.Bill.HELD).state()).isEqualTo(Entitlement.State.SUSPENDED);
        assertThat(open.after(Access.Bill.BACK).state()).isEqualTo(Entitlement.State.REVOKED);
    }

    @Test
    void whatIsOverIsOverAndNotTakenUpAgain() {
        Access open = Access.of(subscription(Status.ACTIVE, END, null, null));
        assertThat(open.at(END.minusSeconds(1))).isEqualTo(open);
        assertThat(open.at(END).state()).isEqualTo(Entitlement.State.EXPIRED);
    }

    @Test
    void aCardIsGoodUntilTheEndOfItsMonth() {
        Subscription.Card card = new Subscription.Card("visa", "4242", 2, 2027);
        assertThat(Membership.expiresSoon(card, Instant.parse("2027-01-29T00:00:00Z")))
                .isFalse();
        assertThat(Membership.expiresSoon(card, Instant.parse("2027-01-31T00:00:00Z")))
                .isTrue();
    }

    private static Subscription subscription(
            Status status, @Nullable Instant cancelAt, @Nullable Instant owingSince, @Nullable Instant endedAt) {
        return new Subscription(
                "sub_1",
                Optional.empty(),
                "cus_1",
                "si_1",
                new Money(900, SaleCurrency.EUR),
                status,
                BEGIN,
                END,
                cancelAt,
                false,
                endedAt,
                null,
                owingSince,
                null,
                null,
                List.of());
    }
}
