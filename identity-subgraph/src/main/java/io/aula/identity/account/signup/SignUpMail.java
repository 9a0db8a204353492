package io.aula.identity.account.signup;

import io.aula.identity.IdentityProperties;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.stereotype.Component;

/** Writes to an address somebody typed: either a link to confirm it, or a word that it already has an account. */
@Component
class SignUpMail {
    private final MailSender mail;
    private final MessageSource messages;
    private final IdentityProperties properties;

    SignUpMail(MailSender mail, MessageSource messages, IdentityProperties properties) {
        this.mail = mail;
        this.messages = messages;
        this.properties = properties;
    }

    void sendLink(String email, String displayName, String token, Locale locale) {
        String link = properties.issuer() + "/auth/confirm?token=" + token;
        send(
                email,
                locale,
                "mail.confirm",
                displayName,
                link,
                properties.signUpLinkLifetime().toHours());
    }

    void sendAlreadyHere(String email, String displayName, Locale locale) {
        send(email, locale, "mail.known", displayName, properties.issuer() + "/session/sign-in");
    }

    private void send(String email, Locale locale, String key, Object... arguments) {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom(properties.mailFrom());
        message.setTo(email);
        message.setSubject(messages.getMessage(key + ".subject", arguments, locale));
        message.setText(messages.getMessage(key + ".body", arguments, locale));
        mail.send(message);
    }
}
