package io.aula.identity.authserver.device;

import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** The rows of {@code oauth2_authorization} that devices wait for. */
@Repository
class DeviceRequests {
    private final DSLContext sql;

    DeviceRequests(DSLContext sql) {
        this.sql = sql;
    }

    /** Waits for whoever decides on the same code or redeems it; what is read afterwards is decided alone. */
    void lock(UserCode code) {
        sql.execute("select 1 from oauth2_authorization where user_code_value = ? for update", code.value());
    }
}
