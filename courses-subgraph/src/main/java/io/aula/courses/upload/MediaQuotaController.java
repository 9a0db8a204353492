package io.aula.courses.upload;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import graphql.schema.DataFetchingEnvironment;
import io.aula.courses.catalog.User;
import io.aula.platform.security.Caller;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one may keep, in the graph. */
@DgsComponent
public class MediaQuotaController {
    private final UploadService uploads;

    MediaQuotaController(UploadService uploads) {
        this.uploads = uploads;
    }

    /** One's own only. */
    @DgsData(parentType = "User")
    public @Nullable MediaQuota mediaQuota(DataFetchingEnvironment env) {
        User user = Objects.requireNonNull(env.getSource());
        Caller caller = Caller.require();
        return caller.user().equals(user.id()) ? uploads.quota(caller) : null;
    }
}
