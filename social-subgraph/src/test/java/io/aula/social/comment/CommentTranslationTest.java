package io.aula.social.comment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.id.CommentId;
import io.aula.platform.id.Ids;
import io.aula.platform.translation.Engine;
import io.aula.platform.translation.LanguagePair;
import io.aula.platform.translation.Translator;
import io.aula.social.SocialTestServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Comments in another language, by the engine of this machine where it has one. */
final class CommentTranslationTest extends SocialTestServer {

    @Autowired
    private Translator translator;

    @Autowired
    private CommentTranslations kept;

    @Autowired
    private Comments comments;

    private JsonNode translation(@Nullable String reader, String id, String to) {
        JsonNode answer = graphql(
                reader,
                "query($id: ID!, $to: Locale!) { comment(id: $id) { translation(to: $to) } }",
                Map.of("id", id, "to", to));
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.at("/data/comment/translation");
    }

    @Test
    void aCommentIsReadInAnotherLanguageAndNotInItsOwn() {
        assumeTrue(
                translator.engine(new LanguagePair("es", "en")).isPresent(),
                "apertium-eng-spa is not installed: apt-get install apertium-eng-spa");
        String id = write(lesson(), "La base de datos responde muy bien con `vacuum`.", Map.of());
        assertThat(translation(null, id, "en").asString())
                .containsIgnoringCase("database")
                .contains("`vacuum`");
        assertThat(translation(null, id, "es-MX").isNull())
                .as("it is Spanish already")
                .isTrue();
        assertThat(translation(null, id, "ja").isNull())
                .as("nothing translates it")
                .isTrue();
        assertThat(translation(null, id, "qq").isNull())
                .as("there is no such language")
                .isTrue();
    }

    @Test
    void aChangedCommentIsTranslatedAnewAndADeletedOneIsGoneInEveryLanguage() {
        AtomicInteger asked = new AtomicInteger();
        TranslationService service = service(new Fake(asked::incrementAndGet));
        String author = Ids.next("usr");
        String id = add(author, "k", lesson(), "La primera versión del texto", Map.of())
                .at("/comment/id")
                .asString();
        assertThat(texts(service, id)).containsExactly("en: La primera versión del texto");
        assertThat(texts(service, id)).containsExactly("en: La primera versión del texto");
        assertThat(asked).hasValue(1);

        graphql(
                author,
                "mutation($id: ID!) { editComment(id: $id, bodyMarkdown: \"La segunda es otra\") { userErrors { code } } }",
                Map.of("id", id));
        assertThat(texts(service, id)).containsExactly("en: La segunda es otra");
        Comment before = comment(id);
        graphql(author, "mutation($id: ID!) { deleteComment(id: $id) { userErrors { code } } }", Map.of("id", id));
        assertThat(texts(service, id)).isEmpty();
        assertThat(kept.of(List.of(before), "en")).isEmpty();
    }

    @Test
    void whoWaitsForAnEngineThatDoesNotAnswerIsToldSoInTime() {
        CountDownLatch never = new CountDownLatch(1);
        TranslationService service = service(new Fake(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        String id = write(lesson(), "Esto no lo traduce nadie porque no hay prisa", Map.of());
        long began = System.nanoTime();
        assertThatThrownBy(() -> texts(service, id)).isInstanceOf(DomainException.class);
        assertThat((System.nanoTime() - began) / 1e9).isBetween(5.0, 20.0);
    }

    private TranslationService service(Engine engine) {
        return new TranslationService(new Translator(List.of(engine)), kept);
    }

    private List<String> texts(TranslationService service, String id) {
        return List.copyOf(service.translate(List.of(comment(id)), "en").values());
    }

    private Comment comment(String id) {
        Optional<Comment> found = CommentId.parse(id).flatMap(comments::byId);
        return found.orElseThrow();
    }

    private record Fake(Runnable onAsked) implements Engine {
        @Override
        public String name() {
            return "fake";
        }

        @Override
        public boolean translates(LanguagePair pair) {
            return true;
        }

        @Override
        public List<String> translate(LanguagePair pair, List<String> texts) {
            onAsked.run();
            return texts.stream().map(text -> pair.to() + ": " + text).toList();
        }
    }
}
