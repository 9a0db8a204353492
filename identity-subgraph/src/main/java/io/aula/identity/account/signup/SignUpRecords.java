package io.aula.identity.account.signup;

import io.aula.identity.account.Account;
import io.aula.identity.account.PersonalRecords;
import io.aula.identity.account.Told;
import io.aula.platform.id.UserId;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Sign-ups that nobody confirmed, under the address of somebody who has an account. */
@Repository
class SignUpRecords implements PersonalRecords {
    private final DSLContext sql;

    SignUpRecords(DSLContext sql) {
        this.sql = sql;
    }

    /** Anybody may have begun them: they are not known to be theirs. */
    @Override
    public List<Told> tell(UserId person) {
        return List.of();
    }

    @Override
    public void erase(Account person) {
        sql.execute("delete from sign_up where lower(email) = lower(?)", person.email());
    }
}
