package io.aula.identity.mail;

import io.aula.identity.IdentityProperties;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import org.springframework.mail.MailException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Service;

/** Hands letters to the mail server. */
@Service
public class Post {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final JavaMailSender server;
    private final LetterDesign design;
    private final IdentityProperties properties;

    Post(JavaMailSender server, LetterDesign design, IdentityProperties properties) {
        this.server = server;
        this.design = design;
        this.properties = properties;
    }

    /** @throws MailException when the mail server did not take it; nothing was sent then */
    public void deliver(Letter letter) {
        MimeMessage message = server.createMimeMessage();
        try {
            LetterDesign.Drawn drawn = design.draw(letter);
            MimeMessageHelper helper = new MimeMessageHelper(message, UTF_8);
            helper.setFrom(properties.mailFrom());
            if (!properties.mailReplyTo().isBlank()) {
                helper.setReplyTo(properties.mailReplyTo());
            }
            helper.setTo(letter.to());
            helper.setSubject(drawn.subject());
            // RFC 2046 §5.1.4: the richest last.
            message.setContent(
                    new MimeMultipart("alternative", part(drawn.text(), "plain"), part(drawn.html(), "html")));
            // RFC 3834 §5: out-of-office answers stay away.
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("Content-Language", letter.locale().getLanguage());
            if (letter.stop().isPresent()) {
                // RFC 8058 §3.1: mail programs stop it by one POST, without a page.
                message.setHeader("List-Unsubscribe", "<" + letter.stop().get() + ">");
                message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
        } catch (MessagingException unwritable) {
            throw new MailPreparationException(letter + " cannot be written", unwritable);
        }
        server.send(message);
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }
}
