import { addMessages } from '../i18n';
import { en } from './inbox-en';
import { es } from './inbox-es';

addMessages({ es, en });
