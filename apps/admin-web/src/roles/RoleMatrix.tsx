import { IconCheck, IconMinus, IconPencil, IconTrash } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../api/access';
import { Badge, Group, Stack, Text } from '../ui/basics';
import { RefusableButton } from '../ui/RefusableButton';
import { useScrollable } from '../ui/use-scrollable';
import { useReason } from '../user/decision-text';
import { areas, permissionAreas } from './permission-areas';
import classes from './RolesTab.module.css';
import { useRoleText } from './use-role-text';

type RoleMatrixProps = {
  roles: readonly Role[];
  onEdit: (role: Role) => void;
  onDelete: (role: Role) => void;
};

/** A row a permission, a column a role. */
export function RoleMatrix({ roles, onEdit, onDelete }: RoleMatrixProps) {
  const { t } = useTranslation();
  const scrollable = useScrollable(t('roles.title'));
  return (
    <div className={classes.scroll} {...scrollable}>
      <table className={classes.matrix} aria-label={t('roles.title')}>
        <thead>
          <tr>
            <td />
            {roles.map((role) => (
              <th key={role.roleId} scope="col">
                <RoleHead role={role} onEdit={() => onEdit(role)} onDelete={() => onDelete(role)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {areas.map((area) => (
            <Fragment key={area}>
              <tr>
                <th colSpan={roles.length + 1} scope="colgroup" className={classes.area}>
                  <span>{t(`roles.area.${area}`)}</span>
                </th>
              </tr>
              {permissionAreas[area].map((permission) => (
                <tr key={permission}>
                  <th scope="row">{t(`permission.${permission}`)}</th>
                  {roles.map((role) => (
                    <td key={role.roleId}>
                      {role.permissions.includes(permission) ? (
                        <IconCheck size={18} role="img" aria-label={t('roles.holds')} />
                      ) : (
                        <IconMinus size={18} role="img" aria-label={t('roles.holdsNot')} opacity={0.4} />
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RoleHead({ role, onEdit, onDelete }: { role: Role; onEdit: () => void; onDelete: () => void }) {
  const { t } = useTranslation();
  const reason = useReason();
  const { name, help } = useRoleText()(role);
  const refused = reason(role.change);
  return (
    <Stack gap={4} align="center">
      <span>{name}</span>
      <Text size="xs" c="dimmed" maw={220}>
        {help}
      </Text>
      <Badge color="gray" tt="none" fw={500}>
        {t('roles.from', { accountType: t(`accountType.${role.lowestAccountType}`) })}
      </Badge>
      {role.builtIn ? (
        <Text size="xs" c="dimmed">
          {t('roles.builtIn')}
        </Text>
      ) : (
        <Group gap={4} wrap="nowrap">
          <Text size="xs" c="dimmed">
            {t('roles.holders', { count: role.holders ?? 0 })}
          </Text>
          <RefusableButton
            variant="subtle"
            size="compact-sm"
            refused={refused}
            onClick={onEdit}
            aria-label={t('roles.editOf', { name })}
          >
            <IconPencil size={15} aria-hidden />
          </RefusableButton>
          <RefusableButton
            variant="subtle"
            color="red"
            size="compact-sm"
            refused={refused ?? (role.holders ? t('roles.held', { count: role.holders }) : null)}
            onClick={onDelete}
            aria-label={t('roles.deleteOf', { name })}
          >
            <IconTrash size={15} aria-hidden />
          </RefusableButton>
        </Group>
      )}
    </Stack>
  );
}
