import type { ChatApp, UiState } from '../app/chat-app';
import { modelInUse, toolInUse } from './choices';
import { Icon } from '../icons/icons';
import { NamedIcon } from '../icons/NamedIcon';
import { useStore } from '../shared/use-store';
import { Menu } from './Menu';

/** The tools that can be chosen: a menu, those the host pins beside it, and the chosen one with a way out. */
export function ToolChoice({ app, ui }: { app: ChatApp; ui: UiState }) {
  const { toolId } = useStore(app.composer);
  const { t, options } = ui;
  const tools = options?.composer?.tools ?? [];
  if (tools.length === 0) return null;
  const chosen = toolInUse(options?.composer, toolId);
  const inMenu = tools.filter(({ pinned }) => !pinned);
  const toggle = (id: string) => app.chooseTool(id === toolId ? null : id);
  return (
    <>
      {inMenu.length === 0 ? null : (
        <Menu
          label={t('tools')}
          title={t('tools')}
          lines={inMenu.map(({ id, label, icon }) => ({ id, label, icon, checked: id === toolId }))}
          onChoose={toggle}
        >
          <NamedIcon name="settings-slider" />
        </Menu>
      )}
      {tools
        .filter(({ pinned }) => pinned)
        .map(({ id, label, shortLabel, icon }) => (
          <button
            key={id}
            type="button"
            className="choice"
            aria-pressed={id === toolId}
            title={label}
            onClick={() => toggle(id)}
          >
            <NamedIcon name={icon} />
            <span dir="auto">{shortLabel ?? label}</span>
          </button>
        ))}
      {chosen && !chosen.pinned ? (
        <button
          type="button"
          className="choice chosen"
          aria-label={t('toolRemove', chosen.label)}
          title={t('toolRemove', chosen.label)}
          onClick={() => {
            app.chooseTool(null);
            app.focusField();
          }}
        >
          <NamedIcon name={chosen.icon} />
          <span dir="auto">{chosen.shortLabel ?? chosen.label}</span>
          <Icon name="close" />
        </button>
      ) : null}
    </>
  );
}

/** Which model answers. With one that cannot be changed there is nothing to choose. */
export function ModelChoice({ app, ui }: { app: ChatApp; ui: UiState }) {
  const { modelId } = useStore(app.composer);
  const { t, options } = ui;
  const models = options?.composer?.models ?? [];
  const current = modelInUse(options?.composer, modelId);
  if (models.length === 0) return null;
  return (
    <Menu
      className="model"
      label={t('model', current?.label ?? '')}
      title={t('models')}
      lines={models.map(({ id, label, description, disabled }) => ({
        id,
        label,
        description,
        disabled,
        checked: id === current?.id,
      }))}
      onChoose={(id) => app.composer.set({ modelId: id })}
    >
      <span dir="auto">{current?.label ?? t('models')}</span>
      <Icon name="arrowDown" />
    </Menu>
  );
}
