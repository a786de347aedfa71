import type { DoctorLine } from '../../serve/page-api.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { usePage } from '../parts/page-context.ts';
import { ErrorBox } from '../parts/told.tsx';
import { doctorSummary } from '../text/doctor-summary.ts';

export function DoctorView() {
  const { actions, model, words } = usePage();
  const { phase, lines, error } = model.doctor;
  return (
    <>
      <h1 tabIndex={-1}>{words.doctor.title}</h1>
      {model.profile !== '' && <p class="about">{words.doctor.about(model.profile)}</p>}
      <p>
        {phase === 'running' ? (
          <button type="button" onClick={actions.doctor.stop}>
            {words.doctor.stop}
          </button>
        ) : (
          <button type="button" class="primary" onClick={() => void actions.doctor.start()}>
            <Icon name="doctor" />
            <span>{phase === 'new' ? words.doctor.run : words.doctor.again}</span>
          </button>
        )}
      </p>
      {error && <ErrorBox error={error} />}
      {phase !== 'new' && !error && <Summary />}
      {lines.length > 0 && (
        <ul class="checks" aria-label={words.doctor.checks}>
          {lines.toSorted(byUrgency).map((line) => (
            <Check key={line.title} line={line} />
          ))}
        </ul>
      )}
    </>
  );
}

function Summary() {
  const { model, words } = usePage();
  const { phase, lines } = model.doctor;
  if (phase === 'running') return <p class="summary">{words.doctor.running}</p>;
  if (phase === 'stopped') return <p class="summary">{words.doctor.stopped}</p>;
  const failed = lines.some(({ status }) => status === 'fail');
  return <p class={failed ? 'summary bad' : 'summary good'}>{doctorSummary(lines, words)}</p>;
}

const urgency: Readonly<Record<DoctorLine['status'], number>> = { fail: 0, warn: 1, pass: 2, skipped: 2 };

/** What has to be mended first; the others as they were done. */
function byUrgency(a: DoctorLine, b: DoctorLine): number {
  return urgency[a.status] - urgency[b.status];
}

const icons: Readonly<Record<DoctorLine['status'], IconName>> = {
  pass: 'check',
  warn: 'warn',
  fail: 'cross',
  skipped: 'skip',
};

function Check({ line }: { readonly line: DoctorLine }) {
  const { words } = usePage();
  const { status, title, evidence, cause, fix, link } = line;
  return (
    <li class={`check ${status}`}>
      <Icon name={icons[status]} />
      <div>
        <p class="name">
          {title} <span class="hidden-visually">{words.doctor.status[status]}</span>
        </p>
        {evidence && <p class="evidence">{evidence}</p>}
        {cause && <p>{cause}</p>}
        {fix && (
          <p class="fix">
            <strong>{words.doctor.fix}</strong> {fix}
          </p>
        )}
        {link && (
          <p>
            <a href={link} target="_blank" rel="noopener noreferrer">
              {words.doctor.readOn}
            </a>
          </p>
        )}
      </div>
    </li>
  );
}
