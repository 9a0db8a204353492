package io.aula.identity.account.letter;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.platform.id.UserId;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import io.aula.platform.messaging.MalformedEventException;
import io.aula.platform.text.PlainText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Mails that other services ask for. They name a template, people by their ids and titles of what it is about: what people are called
 * and where they get mail is known here alone.
 */
@Component
class MailRequests implements EventHandler {
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_PATH = 500;
    private static final int MOST_ITEMS = 20;

    private final LetterBox letterBox;
    private final AccountService accounts;

    MailRequests(LetterBox letterBox, AccountService accounts) {
        this.letterBox = letterBox;
        this.accounts = accounts;
    }

    /** What a template says of whom, in the order of its sentences. */
    private enum Template {
        COMMENT_ANSWERED(
                "comment.answered", LetterKind.COMMENT_ANSWERED, List.of("author"), List.of("course", "lesson")),
        STAFF_ADDED("course.staff-added", LetterKind.STAFF_ADDED, List.of("author"), List.of("course")),
        /** Says it by items. */
        DIGEST("notifications.digest", LetterKind.DIGEST, List.of(), List.of());

        private final String wire;
        private final LetterKind kind;
        private final List<String> people;
        private final List<String> titles;

        Template(String wire, LetterKind kind, List<String> people, List<String> titles) {
            this.wire = wire;
            this.kind = kind;
            this.people = people;
            this.titles = titles;
        }

        static Optional<Template> of(String wire) {
            return List.of(values()).stream()
                    .filter(each -> each.wire.equals(wire))
                    .findFirst();
        }
    }

    @Override
    public String queue() {
        return "identity.mail";
    }

    @Override
    public void handle(Event event) {
        JsonNode data = event.data();
        Template template = Template.of(text(data, "template")).orElseThrow(() -> malformed(event, "template"));
        UserId reader = UserId.parse(text(data, "userId")).orElseThrow(() -> malformed(event, "userId"));
        String path = text(data, "path");
        if (!isOurs(path)) {
            throw malformed(event, "path");
        }
        List<String> words = new ArrayList<>();
        for (String role : template.people) {
            UserId person = UserId.parse(text(data.path("people"), role)).orElseThrow(() -> malformed(event, role));
            Optional<Account> known = accounts.byId(person);
            if (known.isEmpty()) {
                return; // of somebody who is gone there is nothing to tell
            }
            words.add(known.get().displayName());
        }
        for (String title : template.titles) {
            String given = PlainText.name(text(data.path("titles"), title));
            if (given.isEmpty() || given.length() > LONGEST_TITLE) {
                throw malformed(event, title);
            }
            words.add(given);
        }
        if (template == Template.DIGEST) {
            words.addAll(items(event, data.path("items")));
            if (words.isEmpty()) {
                return; // no items, no mail
            }
            long more = data.path("more").asLong(0);
            if (more > 0) {
                words.add(String.valueOf(more)); // one word behind those of the items
            }
        }
        if (accounts.byId(reader).filter(Account::active).isPresent()) {
            letterBox.toPerson(template.kind, reader, words, path);
        }
    }

    private static List<String> items(Event event, JsonNode items) {
        if (items.size() > MOST_ITEMS) {
            throw malformed(event, "items");
        }
        List<String> words = new ArrayList<>();
        for (JsonNode item : items) {
            if (DigestItem.KINDS.contains(text(item, "kind"))) {
                words.addAll(item(event, item).words());
            }
        }
        return words;
    }

    private static DigestItem item(Event event, JsonNode item) {
        int count = item.path("count").asInt(0);
        String title = PlainText.name(text(item, "title"));
        if (count < 1 || title.length() > LONGEST_TITLE) {
            throw malformed(event, "items");
        }
        try {
            return new DigestItem(text(item, "kind"), count, Instant.parse(text(item, "at")), title);
        } catch (DateTimeException e) {
            throw malformed(event, "items");
        }
    }

    /** Two slashes, or one and a backslash, lead elsewhere. */
    private static boolean isOurs(String path) {
        return path.startsWith("/")
                && !path.startsWith("//")
                && path.length() <= LONGEST_PATH
                && path.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '\\' && c != '"' && c != '<' && c != '>');
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    private static MalformedEventException malformed(Event event, String part) {
        return new MalformedEventException(event.type() + " " + event.id() + " has no usable " + part);
    }
}
