package io.aula.identity.authserver.refresh;

import io.aula.identity.account.letter.LetterBox;
import io.aula.identity.account.letter.LetterKind;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Whose copy came first nobody can tell: the owner is asked to look. */
@Component
final class MailedAlarm implements TheftAlarm {
    private final LetterBox letters;

    MailedAlarm(LetterBox letters) {
        this.letters = letters;
    }

    @Override
    public void raise(RefreshTokens.Owner owner) {
        letters.toPerson(
                LetterKind.THEFT,
                owner.userId(),
                Objects.requireNonNullElse(owner.device(), ""),
                Objects.requireNonNullElse(owner.network(), ""));
    }
}
