package io.aula.identity.commerce.membership;

import io.aula.identity.account.letter.LetterBox;
import io.aula.identity.account.letter.LetterKind;
import io.aula.identity.commerce.payment.Subscription;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Letters to members whose payment failed, and to those whose card will not last: once for each outstanding bill and each card. */
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
