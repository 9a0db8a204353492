package io.aula.social.feed;

import io.aula.platform.id.UserId;
import io.aula.social.documents.Documents;
import org.springframework.stereotype.Component;

/** What other packages may ask of feeds. */
@Component
public class FeedArchive {
    private final Activities activities;

    FeedArchive(Activities activities) {
        this.activities = activities;
    }

    /** Takes away what an erased person did; a second time changes nothing. */
    public void forget(UserId person) {
        Documents.inBackground(() -> activities.forget(person));
    }
}
