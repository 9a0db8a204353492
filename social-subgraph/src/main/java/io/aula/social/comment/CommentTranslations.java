package io.aula.social.comment;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.aula.platform.id.CommentId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.stereotype.Component;

/** What comments say in other languages, one document for each language of a comment; it goes when the comment changes. */
@Component
class CommentTranslations {
    private final MongoTemplate mongo;

    CommentTranslations(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** @param v the comment's, when it was translated */
    @Document("comment_translations")
    record Kept(@Id String id, int v, String text) {}

    Map<CommentId, String> of(Collection<Comment> comments, String language) {
        List<String> ids =
                comments.stream().map(comment -> key(comment.id(), language)).toList();
        Map<String, Kept> found = mongo.find(query(where("_id").in(ids)), Kept.class).stream()
                .collect(Collectors.toMap(Kept::id, Function.identity()));
        Map<CommentId, String> texts = new HashMap<>();
        for (Comment comment : comments) {
            Kept kept = found.get(key(comment.id(), language));
            if (kept != null && kept.v() == comment.v()) {
                texts.put(comment.id(), kept.text());
            }
        }
        return texts;
    }

    void keep(Comment comment, String language, String text) {
        mongo.save(new Kept(key(comment.id(), language), comment.v(), text));
    }

    /** What is taken back is taken back in every language. */
    void forget(CommentId id) {
        // The sign after a colon ends the range of this comment's keys.
        mongo.remove(query(where("_id").gt(id + ":").lt(id + ";")), Kept.class);
    }

    private static String key(CommentId id, String language) {
        return id + ":" + language;
    }
}
