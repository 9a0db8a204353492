package io.aula.devstack.mail;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Reads what the sink received, newest first. */
final class Inbox {

    private static final int SHOWN = 200;

    private final GreenMail sink;

    Inbox(GreenMail sink) {
        this.sink = sink;
    }

    /** Mails to {@code recipient}; all of them when it is empty. */
    List<Mail> to(String recipient) {
        List<Mail> mails = new ArrayList<>();
        List<MimeMessage> received = new ArrayList<>(Arrays.asList(sink.getReceivedMessages()));
        Collections.reverse(received);
        for (MimeMessage message : received) {
            Mail mail = read(message);
            if (recipient.isEmpty() || mail.to().stream().anyMatch(recipient::equalsIgnoreCase)) {
                mails.add(mail);
            }
            if (mails.size() == SHOWN) {
                break;
            }
        }
        return mails;
    }

    private static Mail read(MimeMessage message) {
        try {
            Address[] recipients = message.getAllRecipients();
            List<String> to = recipients == null
                    ? List.of()
                    : Arrays.stream(recipients).map(Inbox::plain).toList();
            StringBuilder text = new StringBuilder();
            StringBuilder html = new StringBuilder();
            collect(message, text, html);
            String subject = message.getSubject();
            return new Mail(to, subject == null ? "" : subject, text.toString(), html.toString());
        } catch (MessagingException | IOException e) {
            return new Mail(List.of(), "(unreadable: " + e.getMessage() + ")", "", "");
        }
    }

    private static String plain(Address address) {
        return address instanceof jakarta.mail.internet.InternetAddress internet
                ? internet.getAddress()
                : address.toString();
    }

    private static void collect(Part part, StringBuilder text, StringBuilder html)
            throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                collect(parts.getBodyPart(i), text, html);
            }
            return;
        }
        if (part.isMimeType("text/html")) {
            html.append(part.getContent());
        } else if (part.isMimeType("text/*")) {
            text.append(part.getContent());
        }
    }
}
