package io.aula.identity.account.signup;

import io.aula.identity.IdentityProperties;
import io.aula.identity.account.EmailAddress;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.stereotype.Component;

/**
 * Writes to an address somebody typed: either a link to confirm it, or a word that it already has an account. Nothing else
 * that they typed is in it: a name would carry a stranger's words, and what mail programs make links of, to anybody.
 */
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

    void sendLink(EmailAddress email, String token, Locale locale) {
        String link = properties.issuer() + "/auth/confirm?token=" + token + "&lang=" + locale.getLanguage();
        send(
                email,
                locale,
                "mail.confirm",
                link,
                properties.signUpLinkLifetime().toHours());
    }

    void sendAlreadyHere(EmailAddress email, Locale locale) {
        send(email, locale, "mail.known", properties.issuer() + "/session/sign-in");
    }

    private void send(EmailAddress email, Locale locale, String key, Object... arguments) {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom(properties.mailFrom());
        message.setTo(email.value());
        message.setSubject(messages.getMessage(key + ".subject", arguments, locale));
        message.setText(messages.getMessage(key + ".body", arguments, locale));
        mail.send(message);
    }
}
