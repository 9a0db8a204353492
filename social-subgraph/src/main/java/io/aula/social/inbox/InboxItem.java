package io.aula.social.inbox;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.InboxItemId;
import io.aula.platform.page.Cursor;
import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Something that was asked, as it is stored.
 *
 * @param id with the subject's own time and chance in it, so that items stand in the order in which things were asked
 * @param subject the id of a thread or of the comment that begins a conversation
 * @param isAnswered by the course's staff, or by an answer that was accepted; counted anew behind each change of the conversation
 * @param isDone whether somebody of the staff said that it needs no answer
 */
@Document("inbox")
record InboxItem(
        @Id InboxItemId id,
        String subject,
        CourseId courseId,
        InboxKind kind,
        Instant since,
        boolean isAnswered,
        boolean isDone) {

    /** They stand in the order of their ids. */
    Cursor place() {
        return new Cursor(0, id.text(), "");
    }

    /** The one of this subject. */
    static InboxItemId idOf(String subject) {
        return new InboxItemId(InboxItemId.PREFIX + subject.substring(subject.indexOf('_')));
    }
}
