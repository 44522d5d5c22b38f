/** Who may register, suspend and pause. */
import type { ActionOf, Name } from './actions.ts';
import { isLive } from './liveness.ts';
import { done, type Model, type ModelEntity, refused, type Step } from './state.ts';

const withEntity = (model: Model, who: Name, entity: ModelEntity): Model => ({
  ...model,
  entities: { ...model.entities, [who]: entity },
});

export const register = (model: Model, { by, who, as, forS }: ActionOf<'register'>): Step => {
  if (as === 'staff' && model.entities[by]?.role !== 'provider') return refused('Unauthorized()');
  if (as === 'staff' && !isLive(model, by)) return refused(`InactiveEntity(${by})`);
  if (as !== 'staff' && by !== 'regulator') return refused('Unauthorized()');
  if (forS <= 0) return refused('BadWindow()');
  const known = model.entities[who];
  if (known !== undefined && (known.role !== as || known.registrar !== by))
    return refused(`AlreadyRegistered(${who})`);
  const fresh = { role: as, registrar: by, isSuspendedByRegistrar: false, isSuspendedByRegulator: false };
  return done(withEntity(model, who, { ...(known ?? fresh), validUntil: model.nowS + forS }));
};

export const setEntityActive = (model: Model, { by, who, on }: ActionOf<'setEntityActive'>): Step => {
  const entity = model.entities[who];
  if (entity === undefined) return refused(`UnknownEntity(${who})`);
  if (by === 'regulator') return done(withEntity(model, who, { ...entity, isSuspendedByRegulator: !on }));
  if (by !== entity.registrar) return refused('Unauthorized()');
  return done(withEntity(model, who, { ...entity, isSuspendedByRegistrar: !on }));
};

export const setPaused = (model: Model, { by, on }: ActionOf<'setPaused'>): Step =>
  by === 'regulator' ? done({ ...model, paused: on }) : refused('Unauthorized()');
