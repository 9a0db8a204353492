package io.aula.identity.commerce.membership;

import io.aula.identity.account.letter.LetterBox;
import io.aula.identity.account.letter.LetterKind;
import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.payment.Subscription;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Letters to members: that it began, was paid again and ended; that a payment failed, and that a card will not last, once for each
 * outstanding bill and each card.
 */
@Component
class MembershipLetters {
    private static final int MOST_AT_ONCE = 100;

    private final MembersToTell members;
    private final LetterBox letterBox;
    private final Clock clock;

    MembershipLetters(MembersToTell members, LetterBox letterBox, Clock clock) {
        this.members = members;
        this.letterBox = letterBox;
        this.clock = clock;
    }

    /**
     * In the transaction that brings it in line, so that each is told once. What is paid as it begins is of that letter.
     *
     * @param paid payments that were not known before
     */
    void changed(Membership before, Membership now, List<Money> paid) {
        boolean isGoingOn = now.status() == Subscription.Status.ACTIVE || now.status() == Subscription.Status.TRIALING;
        boolean hadNotBegun = before.status() == Subscription.Status.INCOMPLETE;
        if (isGoingOn && hadNotBegun) {
            tell(LetterKind.MEMBERSHIP_BEGUN, now, now.price());
        } else if (isGoingOn) {
            paid.forEach(sum -> tell(LetterKind.MEMBERSHIP_PAID, now, sum));
        } else {
            // Read together with what came after it: the period that is known now is not the one that this paid.
            paid.forEach(sum -> tellSum(LetterKind.MEMBERSHIP_COLLECTED, now, sum));
        }
        boolean isNews = !before.isOver() && (!hadNotBegun || !paid.isEmpty());
        if (now.isOver() && isNews) {
            letterBox.toPerson(LetterKind.MEMBERSHIP_ENDED, now.userId());
        }
    }

    /** In the transaction in which it is written down that the money is with us again. */
    void refundFailed(Membership membership, Money sum) {
        tellSum(LetterKind.MEMBERSHIP_REFUND_FAILED, membership, sum);
    }

    private void tellSum(LetterKind kind, Membership membership, Money sum) {
        letterBox.toPerson(
                kind,
                membership.userId(),
                String.valueOf(sum.amount()),
                sum.currency().name());
    }

    private void tell(LetterKind kind, Membership membership, Money sum) {
        letterBox.toPerson(
                kind,
                membership.userId(),
                String.valueOf(sum.amount()),
                sum.currency().name(),
                day(membership.currentPeriodEnd()));
    }

    @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT5S")
    @Transactional
    void tell() {
        for (MembersToTell.Found each : members.lock(clock.instant(), MOST_AT_ONCE)) {
            Membership membership = each.membership();
            if (each.isOfOwing()) {
                Instant until = Objects.requireNonNullElse(membership.graceUntil(), membership.currentPeriodEnd());
                letterBox.toPerson(LetterKind.MEMBERSHIP_OWING, membership.userId(), day(until));
                members.toldOwing(membership);
            }
            Subscription.Card card = membership.card();
            if (each.isOfCard() && card != null) {
                letterBox.toPerson(
                        LetterKind.CARD_EXPIRES,
                        membership.userId(),
                        card.last4(),
                        "%02d/%d".formatted(card.month(), card.year()),
                        day(membership.currentPeriodEnd()));
                members.toldCard(membership.id(), card);
            }
        }
    }

    /** In the one zone in which all days of money are said. */
    private static String day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
