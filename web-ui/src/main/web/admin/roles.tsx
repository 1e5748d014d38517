import type { Role } from "../api/types.ts";
import { useAdminWords } from "../words/admin.ts";
import { useWords } from "../words/words.ts";

export const allRoles: Role[] = ["agent", "reviewer", "trainer", "trainee", "compliance", "auditor", "admin"];

/** Boxes for roles, of which one at least is ticked. */
export function RoleBoxes(props: { roles: Role[]; but?: Role; onRoles: (roles: Role[]) => void }) {
  const words = useAdminWords();
  const common = useWords();
  return (
    <fieldset>
      <legend class="small muted">{words.roles}</legend>
      <div class="choices">
        {allRoles
          .filter((role) => role !== props.but)
          .map((role) => (
            <label key={role} class="check">
              <input
                type="checkbox"
                name={`role-${role}`}
                checked={props.roles.includes(role)}
                onChange={(event) =>
                  props.onRoles(
                    event.currentTarget.checked
                      ? [...props.roles, role]
                      : props.roles.filter((one) => one !== role),
                  )
                }
              />
              {common.roles[role]}
            </label>
          ))}
      </div>
    </fieldset>
  );
}
