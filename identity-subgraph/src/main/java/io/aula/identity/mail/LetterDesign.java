package io.aula.identity.mail;

import io.aula.identity.IdentityProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** The one look of all letters. The text says all that the HTML says, in the same order. */
@Component
class LetterDesign {
    private static final String TEMPLATE = "mail/letter";

    private final ITemplateEngine templates;
    private final MessageSource messages;
    private final String site;

    LetterDesign(ITemplateEngine templates, MessageSource messages, IdentityProperties properties) {
        this.templates = templates;
        this.messages = messages;
        this.site = properties.issuer();
    }

    record Drawn(String subject, String text, String html) {}

    Drawn draw(Letter letter) {
        Sentences say = new Sentences(letter);
        List<String> paragraphs = paragraphs(say.required("text"));
        List<String> notes = say.optional("note").map(LetterDesign::paragraphs).orElse(List.of());
        List<Letter.Fact> facts = letter.facts().stream()
                .map(fact -> new Letter.Fact(messages.getMessage(fact.label(), null, letter.locale()), fact.value()))
                .toList();
        @Nullable String link = letter.link().orElse(null);
        @Nullable String action = link == null ? null : say.required("action");
        String footer = messages.getMessage("mail.footer", new Object[] {site}, letter.locale());
        String heading = say.required("heading");
        Context context = new Context(letter.locale());
        context.setVariables(Map.of(
                "heading",
                heading,
                "paragraphs",
                paragraphs,
                "notes",
                notes,
                "facts",
                facts,
                "footer",
                footer,
                "site",
                site));
        context.setVariable("link", link);
        context.setVariable("action", action);
        @Nullable String stop = letter.stop().orElse(null);
        String stopWords = messages.getMessage("mail.stopWords", null, letter.locale());
        context.setVariable("stop", stop);
        context.setVariable("stopWords", stopWords);
        context.setVariable("linkWords", messages.getMessage("mail.linkWords", null, letter.locale()));
        return new Drawn(
                say.subject(),
                text(
                        heading,
                        paragraphs,
                        facts,
                        action,
                        link,
                        notes,
                        stop == null ? footer : footer + "\n" + stopWords + ": " + stop),
                templates.process(TEMPLATE, context));
    }

    private static String text(
            String heading,
            List<String> paragraphs,
            List<Letter.Fact> facts,
            @Nullable String action,
            @Nullable String link,
            List<String> notes,
            String footer) {
        List<String> blocks = new ArrayList<>();
        blocks.add(heading);
        blocks.addAll(paragraphs);
        if (!facts.isEmpty()) {
            blocks.add(facts.stream()
                    .map(fact -> fact.label() + ": " + fact.value())
                    .collect(Collectors.joining("\n")));
        }
        if (link != null) {
            blocks.add(action + ":\n" + link);
        }
        blocks.addAll(notes);
        blocks.add("-- \n" + footer + "\n");
        return String.join("\n\n", blocks);
    }

    private static List<String> paragraphs(String text) {
        return List.of(text.split("\n\n"));
    }

    /** The sentences of one kind of letter in its reader's language. */
    private final class Sentences {
        private final String prefix;
        private final Object[] words;
        private final Object[] unlinked;
        private final Locale locale;

        Sentences(Letter letter) {
            this.prefix = "mail." + letter.kind() + ".";
            this.words = letter.words().toArray();
            this.unlinked = letter.words().stream()
                    .map(word -> word instanceof String text ? UnlinkedText.of(text) : word)
                    .toArray();
            this.locale = letter.locale();
        }

        /** As it was typed: nothing makes links of a subject, and people search for it. */
        String subject() {
            return messages.getMessage(prefix + "subject", words, locale);
        }

        String required(String part) {
            return messages.getMessage(prefix + part, unlinked, locale);
        }

        Optional<String> optional(String part) {
            return Optional.ofNullable(messages.getMessage(prefix + part, unlinked, null, locale));
        }
    }
}
