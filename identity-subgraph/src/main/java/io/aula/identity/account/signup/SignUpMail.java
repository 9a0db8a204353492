package io.aula.identity.account.signup;

import io.aula.identity.IdentityProperties;
import io.aula.identity.account.EmailAddress;
import io.aula.identity.mail.Letter;
import io.aula.identity.mail.Post;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Writes to an address somebody typed: either a link to confirm it, or a word that it already has an account. Nothing else
 * that they typed is in it: a name would carry a stranger's words, and what mail programs make links of, to anybody.
 */
@Component
class SignUpMail {
    private final Post post;
    private final IdentityProperties properties;

    SignUpMail(Post post, IdentityProperties properties) {
        this.post = post;
        this.properties = properties;
    }

    void sendLink(EmailAddress email, String token, Locale locale) {
        long hours = properties.signUpLinkLifetime().toHours();
        post.deliver(Letter.of("confirm", email.value(), locale, hours)
                .leadingTo(properties.issuer() + "/auth/confirm?token=" + token + "&lang=" + locale.getLanguage()));
    }

    void sendAlreadyHere(EmailAddress email, Locale locale) {
        post.deliver(Letter.of("known", email.value(), locale).leadingTo(properties.issuer() + "/session/sign-in"));
    }
}
